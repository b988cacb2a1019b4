"""What is measured: `python -m bench` prints every figure; nothing here is a test."""
