package io.trialog.internal.executor.cluster.array;

import io.trialog.internal.executor.cluster.PlaceDirectory;
import io.trialog.internal.executor.cluster.QueueRow;
import io.trialog.internal.executor.cluster.WaitingPlaces;
import io.trialog.internal.file.FileProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The directories of a study's arrays, by the name that ends an array's tag. For use by one thread at a time. */
final class PlaceBatches {

    private final Path home;
    private final Map<String, PlaceDirectory> directories = new TreeMap<>();

    private PlaceBatches(Path home) {
        this.home = home;
    }

    /** Finds the arrays of earlier controllers. */
    static PlaceBatches of(Path home, WaitingPlaces waiting) {
        PlaceBatches batches = new PlaceBatches(home);
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(home)) {
            for (Path entry : entries) {
                PlaceDirectory places = new PlaceDirectory(entry);
                if (places.isOf01()) {
                    places.close(); // its places that have no job leave by themselves
                }
                batches.directories.put(entry.getFileName().toString(), places);
            }
            waiting.look(batches.directories());
        } catch (NoSuchFileException e) {
            return batches; // the first controller
        } catch (IOException e) {
            throw new UncheckedIOException("The places in " + home + " can't be read: " + FileProblem.words(e), e);
        }
        return batches;
    }

    PlaceDirectory create(String batch) throws IOException {
        PlaceDirectory places = PlaceDirectory.create(home.resolve(batch));
        directories.put(batch, places);
        return places;
    }

    List<PlaceDirectory> directories() {
        return List.copyOf(directories.values());
    }

    /** Returns the directory in which it is decided what a place does, or {@code null}. */
    @Nullable
    PlaceDirectory holderOf(String place) {
        return directories.values().stream()
                .filter(places -> places.isDecided(place))
                .findFirst()
                .orElse(null);
    }

    /** Returns the directory of the array that a place belongs to, or {@code null}. */
    @Nullable
    PlaceDirectory of(QueueRow row) {
        return directories.get(batch(row));
    }

    boolean isDecided(QueueRow row) {
        PlaceDirectory places = of(row);
        return places != null && places.isDecided(row.id());
    }

    /** Removes the directories of arrays that are over: all of whose places are missing or have ended. */
    void forgetAllBut(Collection<QueueRow> places) {
        if (directories.size() < 2) {
            return;
        }
        Set<String> living = places.stream()
                .filter(row -> !row.state().isFinal())
                .map(PlaceBatches::batch)
                .collect(Collectors.toSet());
        directories
                .entrySet()
                .removeIf(entry ->
                        !living.contains(entry.getKey()) && entry.getValue().delete());
    }

    private static String batch(QueueRow row) {
        return row.tag().substring(row.tag().lastIndexOf(':') + 1);
    }
}
