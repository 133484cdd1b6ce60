package io.trialog.internal.paint;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Writes PNG images (ISO/IEC 15948) of opaque colors. ImageIO does, too, but tries five filters for each row, which takes three
 * times as long and makes plots no smaller, and looks for plugins first.
 */
public final class Png {

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final byte[] EIGHT_BIT_RGB = {8, 2, 0, 0, 0};
    private static final int LEVEL = 3;
    private static final int CHUNK = 1 << 16;

    private Png() {}

    /** The image as a file's bytes; it must be of the type {@link BufferedImage#TYPE_INT_RGB}. */
    public static byte[] of(BufferedImage image) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(CHUNK);
        out.writeBytes(SIGNATURE);
        ByteBuffer header = ByteBuffer.allocate(2 * Integer.BYTES + EIGHT_BIT_RGB.length);
        header.putInt(image.getWidth()).putInt(image.getHeight()).put(EIGHT_BIT_RGB);
        chunk(out, "IHDR", header.array());
        chunk(out, "IDAT", deflated(rows(image)));
        chunk(out, "IEND", new byte[0]);
        return out.toByteArray();
    }

    /** Every row without a filter: plots are flat, and equal runs of bytes are what the compression finds best. */
    private static byte[] rows(BufferedImage image) {
        int[] pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
        int width = image.getWidth();
        byte[] rows = new byte[image.getHeight() * (1 + 3 * width)];
        int at = 0;
        for (int i = 0; i < pixels.length; i++) {
            at += i % width == 0 ? 1 : 0;
            rows[at++] = (byte) (pixels[i] >> 16);
            rows[at++] = (byte) (pixels[i] >> 8);
            rows[at++] = (byte) pixels[i];
        }
        return rows;
    }

    private static byte[] deflated(byte[] rows) {
        Deflater deflater = new Deflater(LEVEL);
        try {
            deflater.setInput(rows);
            deflater.finish();
            ByteArrayOutputStream out = new ByteArrayOutputStream(CHUNK);
            byte[] some = new byte[CHUNK];
            while (!deflater.finished()) {
                out.write(some, 0, deflater.deflate(some));
            }
            return out.toByteArray();
        } finally {
            deflater.end();
        }
    }

    private static void chunk(ByteArrayOutputStream out, String type, byte[] data) {
        ByteBuffer chunk = ByteBuffer.allocate(data.length + 3 * Integer.BYTES);
        chunk.putInt(data.length).put(type.getBytes(StandardCharsets.US_ASCII)).put(data);
        CRC32 check = new CRC32();
        check.update(chunk.array(), Integer.BYTES, data.length + Integer.BYTES);
        chunk.putInt((int) check.getValue());
        out.writeBytes(chunk.array());
    }
}
