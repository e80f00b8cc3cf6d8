// OpenMP's team of workers, which oneDNN uses too.
#pragma once

// The number of threads that a pass may use.
int siam_team_size(void);
// Calls `work` with consecutive parts of 0..<count, several for each thread, and waits for all of them. A thread that
// has finished its parts takes those that slower threads have not begun, so which thread runs a part is not fixed:
// results may depend on the part, never on the thread.
void siam_team_share(int count, void (*work)(void *job, int first, int last, int thread), void *job);
