"""What is held against the template from outside, and where it is right to be told otherwise."""
