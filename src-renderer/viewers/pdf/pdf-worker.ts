// pdf.js's own worker, which starts by itself.
import '../../until-electron-25-goes';
import 'pdfjs-dist/legacy/build/pdf.worker.min.mjs';
