/** Bytes of a disk that are left free: the system, and the records of this program, need some to work. */
export const reservedBytes = 50 * 1024 ** 2;
