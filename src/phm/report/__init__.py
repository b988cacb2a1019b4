"""What leaves the app as a file to show elsewhere, drawn without a browser."""
