"""Trialog's jar in the local Maven repository, where "%maven io.trialog:trialog:VERSION" finds it without a network."""

import pathlib
import shutil

import machine

MARK = ".kernel-setup"
POM = """<?xml version="1.0" encoding="UTF-8"?>
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>io.trialog</groupId>
  <artifactId>trialog</artifactId>
  <version>{version}</version>
  <description>Everything is in the jar, so there are no dependencies.</description>
</project>
"""


def root(options):
    if options.m2:
        return pathlib.Path(options.m2).resolve()
    return machine.user_home(machine.java_if_any(options.java_home)) / ".m2" / "repository"


def directory(options, version):
    return root(options) / "io" / "trialog" / "trialog" / version


def install(options, jar):
    version = machine.version_of(jar)
    place = directory(options, version)
    copy = place / ("trialog-" + version + ".jar")
    fresh = not place.exists()
    if machine.put(jar, copy):
        (place / ("trialog-" + version + ".pom")).write_text(POM.format(version=version), encoding="utf-8")
        if fresh:
            (place / MARK).touch()
    return copy


def remove(options, jar):
    """Takes away what install made; what 'mvn install' put there stays."""
    place = directory(options, machine.version_of(jar)) if jar.is_file() else None
    if place and (place / MARK).is_file():
        shutil.rmtree(place)
        return place
    return None
