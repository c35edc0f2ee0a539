/** When the program was built; ISO 8601, UTC. Put in by the bundler. */
declare const buildInstant: string;

/** A file that the bundler copies beside the program; the import is the path to it. */
declare module '*?asset' {
  const path: string;
  export default path;
}
