import { everyEnding } from '../answer/file-types';

/** Endings of what people give, besides those of results. */
const endingsOfInputs = (
  '3fr 7z aif ari arw asc avro bam bat bcf bed bib bz2 cbor cr2 cr3 crw dat dcm dcr dicom dng doc docm dot ' +
  'dotx eps epub exe fasta fa fastq fff fits flv fna fq geojson gff gff3 gltf glb gpx gtf h5 hdf hdf5 heic heif htm ics ' +
  'ini jar jfif jp2 jpe jpeg jpx js jsonl json5 jxl kml kmz las laz log m2ts m4b mat md mdb mha mhd mpeg mpo mrw mts ' +
  'nc ndjson nef nex newick nhx nii npy npz nrrd nrw nwk obj odp ods odt oga onnx orf otf parquet pef pgm phy pgn pickle ' +
  'pkl ply pnm ppm pps ppt pptx ps psd py r raf rar raw rdata rds rtf rw2 sam shp shx dbf prj sgy sh spx sql sqlite sqlite3 srt srw ' +
  'stl svgz svs tab tex text tgz tif toml tre tree ttf vcf vtk vtt wma woff woff2 wsq x3f xls xlsm xz yaml yml zst'
).split(' ');

const knownEndings: ReadonlySet<string> = new Set([...everyEnding, ...endingsOfInputs]);

/**
 * A file name without its ending, such as `.jpg`. Only known endings are taken for some: the last part of a name like
 * `1.2.826.7.13` tells one medical picture from the next. A name that begins with its only dot has none.
 */
export function withoutEnding(fileName: string): string {
  const dot = fileName.lastIndexOf('.');
  return dot > 0 && knownEndings.has(fileName.slice(dot + 1).toLowerCase()) ? fileName.slice(0, dot) : fileName;
}
