using Touchstone.Workbench.Supervision;

namespace Touchstone.Evaluation.Measures;

/// <summary>What a measurement works with.</summary>
/// <param name="Data">Folder with data sets, or null: figures that need one are skipped.</param>
/// <param name="Long">Also the slow figures, in full.</param>
/// <param name="Command">The program that examines.</param>
/// <param name="Scratch">An empty folder for temporary files.</param>
/// <param name="Progress">Told what is being done.</param>
public sealed record MeasureRequest(string? Data, bool Long, WorkerCommand Command, string Scratch, Action<string> Progress)
{
    /// <summary>Options of a pool for many files.</summary>
    /// <param name="jobs">Processes side by side.</param>
    public PoolOptions Pool(int jobs) => new() { Command = Command, Jobs = jobs, ThreadsPerJob = 1 };
}
