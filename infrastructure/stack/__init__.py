"""`make stack`: the deployed template in the embedded AWS, each route a process with its own role's rights."""
