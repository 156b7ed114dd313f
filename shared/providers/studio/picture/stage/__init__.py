"""From a brief to frames: who stands where, how they act, how the camera moves."""
