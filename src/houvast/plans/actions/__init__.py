"""What people do with plans: bring, decide, accept, finish, and go on with."""
