/** Why a file could not be read: a whole sentence for the person who chose it, without the file's name. */
export class UnreadableFile extends Error {}
