"""Who for whom: the plan that places most, with its proof. Pure: whole numbers in, a plan out; standard library only."""
