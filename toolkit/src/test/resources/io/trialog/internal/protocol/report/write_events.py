"""Writes event files with the tensorboard package: write_events.py DIRECTORY FORM TAG STEP=VALUE..."""
import sys

from tensorboard.compat.proto.event_pb2 import Event
from tensorboard.compat.proto.summary_pb2 import Summary
from tensorboard.plugins.scalar import summary_v2
from tensorboard.summary.writer.event_file_writer import EventFileWriter


def summaries(form, tag, value):
    if form == "v1":  # what PyTorch's SummaryWriter and TensorFlow 1 write
        return Summary(value=[Summary.Value(tag=tag, simple_value=value)])
    return summary_v2.scalar_pb(tag, value)  # what TensorFlow 2 writes


directory, form, tag, *points = sys.argv[1:]
if form == "writer":  # the writer of tensorboard.summary
    from tensorboard.summary import DirectoryOutput, Writer

    writer = Writer(DirectoryOutput(directory))
    for point in points:
        step, value = point.split("=")
        writer.add_scalar(tag, float(value), int(step))
    writer.close()
else:
    writer = EventFileWriter(directory)
    for point in points:
        step, value = point.split("=")
        for name, number in (("lr", 0.1), (tag, float(value))):
            event = Event(summary=summaries(form, name, number), step=int(step), wall_time=1.7e9 + int(step))
            writer.add_event(event)
    writer.close()
