package dev.sarvi.keras;

/**
 * A member of a zip archive, as its directory describes it.
 *
 * @param deflated compressed; otherwise stored as it is
 * @param checksum CRC-32 of the content
 * @param compressed how many bytes stand in the file
 * @param size how many bytes the content has
 * @param header where the member's own header begins
 */
record ZipMember(
    String name, boolean deflated, int checksum, long compressed, long size, long header) {}
