package io.trialog.internal.projection.sqlite;

import io.trialog.testing.JavaProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** A process of its own that reads a database and holds SQLite's SHARED lock until its input ends. */
public final class ReadingProgram implements AutoCloseable {

    private final Process process;

    private ReadingProgram(Process process) {
        this.process = process;
    }

    /** Starts it; when this returns, the lock is held. */
    public static ReadingProgram on(Path file) throws IOException {
        Process process = JavaProcess.here(ReadingProgram.class, List.of(file.toString()))
                .redirectErrorStream(true)
                .start();
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String first = output.readLine();
        if (!"reading".equals(first)) {
            process.destroyForcibly();
            throw new IOException("The reader of " + file + " said: " + first);
        }
        return new ReadingProgram(process);
    }

    /** Argument: the database. */
    public static void main(String[] args) throws SQLException, IOException {
        try (Connection connection = Connections.toRead(Path.of(args[0]));
                Statement statement = connection.createStatement()) {
            statement.execute("BEGIN");
            try (ResultSet rows = statement.executeQuery("SELECT * FROM trials")) {
                System.out.println(rows.next() ? "reading" : "nothing to read");
                System.in.readAllBytes();
            }
        }
    }

    /** Lets it end, and with it the lock. */
    @Override
    public void close() throws IOException, InterruptedException {
        process.getOutputStream().close();
        process.waitFor();
    }
}
