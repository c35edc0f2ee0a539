/** A file that the bundler copies beside the program; the import is the path to it. */
declare module '*?asset' {
  const path: string;
  export default path;
}
