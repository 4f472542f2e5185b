"""What the project knows once everything was read and checked: frozen data that imports nothing of ours."""
