"""The operator's commands: `make deploy`, `connect`, `doctor`, `redrive`, `backup`, `restore`, `destroy`."""
