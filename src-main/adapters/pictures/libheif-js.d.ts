declare module 'libheif-js/wasm-bundle' {
  /** One picture of a file, still encoded. */
  export interface HeifImage {
    get_width(): number;
    get_height(): number;
    is_primary(): boolean;
    display(into: { data: Uint8ClampedArray; width: number; height: number }, done: (drawn: unknown) => void): void;
    free(): void;
  }

  const library: { HeifDecoder: new () => { decode(bytes: Uint8Array): readonly HeifImage[] } };
  export default library;
}
