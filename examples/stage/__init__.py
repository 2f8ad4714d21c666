"""What the demo needs to put the pieces on a stage: processes, a display, a folder of its own."""
