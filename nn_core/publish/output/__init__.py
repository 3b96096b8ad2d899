"""What a built site still needs: derived files before the build, joined styles and headers after it, and the offline copy."""
