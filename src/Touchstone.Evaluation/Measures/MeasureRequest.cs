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
    /// <summary>An existing folder for tables of single results, or null: none are written.</summary>
    public string? Out { get; init; }

    /// <summary>The part that is wanted alone, or "" for all: "false-alarms", "manipulations:copy-move"; what follows the colon must stand in the name of a condition. For measures whose parts have names.</summary>
    public string Only { get; init; } = "";

    /// <summary>Whether a part of this name is wanted.</summary>
    public bool Wants(string part) => Only.Length == 0 || Only.Split(':')[0] == part;

    /// <summary>Whether a condition of this name is wanted within its part.</summary>
    public bool WantsCondition(string name) => Only.Split(':') is not [_, var text, ..] || name.Contains(text, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a series of this name is wanted within its condition: what follows a second colon, "residual:chains:camera".</summary>
    public bool WantsSeries(string name) => Only.Split(':') is not [_, _, var text, ..] || name.Contains(text, StringComparison.OrdinalIgnoreCase);

    /// <summary>Options of a pool for many files.</summary>
    /// <param name="jobs">Processes side by side.</param>
    public PoolOptions Pool(int jobs) => new() { Command = Command, Jobs = jobs, ThreadsPerJob = 1 };
}
