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
    """The repository: that of --m2, else that of $HOME, but none for a kernel below a --prefix, which is all that changes."""
    if options.m2:
        return pathlib.Path(options.m2).resolve()
    return None if options.prefix else pathlib.Path.home() / ".m2" / "repository"


def directory(options, version):
    return root(options) / "io" / "trialog" / "trialog" / version if root(options) else None


def told(options, jar):
    """Puts the jar there, and says where or why not."""
    place = install(options, jar)
    if place is None:
        return "left alone; '--m2 DIR' puts the jar into a local repository for %maven"
    home = machine.user_home(machine.java_if_any(options.java_home))
    if options.m2 or home == pathlib.Path.home():
        return str(place)
    return str(place) + "\n        the JVM's home is " + str(home) + ", where %maven looks.\nMaybe add --m2 " + str(home / ".m2" / "repository")


def install(options, jar):
    version = machine.version_of(jar)
    place = directory(options, version)
    if place is None:
        return None
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
