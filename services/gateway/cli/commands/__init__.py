"""One small module a command: it reads its arguments, calls what does the work, and tells the outcome."""
