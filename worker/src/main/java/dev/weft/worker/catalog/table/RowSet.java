package dev.weft.worker.catalog.table;

import dev.weft.worker.catalog.support.WorkspaceFiles;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Remembers which rows were seen, in 24 bytes each: by 128 bits of their sha-256, so that two rows are never taken for
 * one by chance. Open addressing. Not thread safe.
 */
final class RowSet {
    private long[] high = new long[1024];
    private long[] low = new long[1024];
    private long[] lines = new long[1024];
    private int size;

    /**
     * The line of an equal row seen before, or 0, after which this one counts as seen.
     *
     * @param line from 1
     */
    long add(List<String> cells, long line) {
        if (size * 2 >= lines.length) {
            grow();
        }
        StringBuilder row = new StringBuilder();
        // The length tells fields apart, whatever they hold.
        cells.forEach(cell -> row.append(cell.length()).append(':').append(cell));
        BigInteger hash = new BigInteger(WorkspaceFiles.sha256(row.toString().getBytes(StandardCharsets.UTF_8)), 16);
        return put(hash.shiftRight(64).longValue(), hash.longValue(), line);
    }

    private long put(long highBits, long lowBits, long line) {
        int at = (int) (lowBits & (lines.length - 1));
        while (lines[at] != 0) {
            if (high[at] == highBits && low[at] == lowBits) {
                return lines[at];
            }
            at = (at + 1) & (lines.length - 1);
        }
        high[at] = highBits;
        low[at] = lowBits;
        lines[at] = line;
        size++;
        return 0;
    }

    private void grow() {
        long[] oldHigh = high;
        long[] oldLow = low;
        long[] oldLines = lines;
        high = new long[oldHigh.length * 2];
        low = new long[oldLow.length * 2];
        lines = new long[oldLines.length * 2];
        size = 0;
        for (int at = 0; at < oldLines.length; at++) {
            if (oldLines[at] != 0) {
                put(oldHigh[at], oldLow[at], oldLines[at]);
            }
        }
    }
}
