"""What POST /api/v1/predict does with the released model, in Python: syntax tree, signals, views, trees, tokens."""
