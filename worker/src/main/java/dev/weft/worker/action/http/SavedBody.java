package dev.weft.worker.action.http;

import dev.weft.definitions.action.ActionException;
import dev.weft.worker.action.file.FileStreams;
import dev.weft.worker.action.file.Place;
import dev.weft.worker.egress.Reception;
import java.io.IOException;
import java.io.InputStream;

/** Puts the body of an answer in a file. */
public final class SavedBody implements Reception.Sink {
    private final Place place;
    private volatile long size;

    public SavedBody(Place place) {
        this.place = place;
    }

    @Override
    public void take(InputStream body) throws IOException, ActionException, InterruptedException {
        size = FileStreams.receive(place, body);
    }

    /** Bytes of the file. */
    public long size() {
        return size;
    }
}
