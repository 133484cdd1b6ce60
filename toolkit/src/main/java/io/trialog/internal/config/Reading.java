package io.trialog.internal.config;

import io.trialog.internal.yaml.Objection;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the reader of a study file found out beside the settings. Immutable.
 *
 * @param notes what it decided and the user should know, one line each, beginning with the place
 * @param objections what new studies and changed files are refused for
 * @param namesSampler whether the file names the type of the sampler, or options that imply it
 * @param onceReal the parameters whose values are integers and were real numbers in version 0.1, each with its place
 * @param project the project file that was laid below the file, or {@code null}
 * @param isSweep whether the file is a sweep file
 * @param hasBaseline whether the first trial has the program's own values
 */
record Reading(
        List<String> notes,
        List<Objection> objections,
        boolean namesSampler,
        Map<String, String> onceReal,
        @Nullable Path project,
        boolean isSweep,
        boolean hasBaseline) {

    Reading {
        notes = List.copyOf(notes);
        objections = List.copyOf(objections);
        onceReal = Collections.unmodifiableMap(new LinkedHashMap<>(onceReal));
    }
}
