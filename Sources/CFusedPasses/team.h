// OpenMP's team of workers, which oneDNN uses too.
#pragma once

// The number of threads that a pass may use.
int siam_team_size(void);
// Calls `work` once per thread with consecutive parts of 0..<count, some of which may be empty, and waits for all of
// them. Returns the number of threads.
int siam_team_share(int count, void (*work)(void *job, int first, int last, int thread), void *job);
