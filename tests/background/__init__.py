"""An app for the worker's tests: tasks and regular jobs that write down what happens to them."""
