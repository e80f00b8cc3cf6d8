// OpenMP's team of workers, the very one that oneDNN computes with.
#pragma once

// Threads a pass may use.
int siam_team_size(void);
// Calls `work` for consecutive parts of 0..<count, one a thread and some of them perhaps empty; returns how many
// threads there were when all are done.
int siam_team_share(int count, void (*work)(void *job, int first, int last, int thread), void *job);
