using Touchstone.Engine.Decisions;
using Touchstone.Engine.Findings;
using Touchstone.Engine.Inference;
using Touchstone.Media;
using Touchstone.Workbench.Devices;
using Touchstone.Workbench.Profiles;

namespace Touchstone.Workbench.Supervision;

/// <summary>How a pool examines.</summary>
public sealed record PoolOptions
{
    /// <summary>The program that examines.</summary>
    public required WorkerCommand Command { get; init; }

    /// <summary>Processes side by side.</summary>
    public int Jobs { get; init; } = 1;

    /// <summary>Detectors side by side within a process.</summary>
    public int ThreadsPerJob { get; init; } = 1;

    /// <summary>Bytes of the policy file.</summary>
    public byte[] Policy { get; init; } = PolicyFile.DefaultBytes;

    /// <summary>Questions to ask; empty for all.</summary>
    public IReadOnlyList<Question> Questions { get; init; } = [];

    /// <summary>Ids of the detectors to run; empty for all that answer the questions.</summary>
    public IReadOnlyList<string> Detectors { get; init; } = [];

    /// <summary>What turns measurements into evidence; nothing unless said.</summary>
    public Calibration Calibration { get; init; } = Calibration.None;

    /// <summary>Which questions may be decided without a person; none unless said.</summary>
    public Mandate Mandate { get; init; } = Mandate.None;

    /// <summary>What credentials are held against.</summary>
    public CredentialTerms Credentials { get; init; } = new();

    /// <summary>Which devices specimens are held against.</summary>
    public DeviceTerms Devices { get; init; } = DeviceTerms.None;

    /// <summary>Which profiles of known files specimens are compared with.</summary>
    public ProfileTerms Profiles { get; init; } = ProfileTerms.None;

    /// <summary>Whether pictures for a report are wanted.</summary>
    public bool WithExhibits { get; init; }

    /// <summary>Bounds on the material.</summary>
    public Limits Limits { get; init; } = Limits.Default;

    /// <summary>Bounds on the processes.</summary>
    public SupervisionLimits Supervision { get; init; } = new();

    /// <summary>Processes and threads for a number of files: many files side by side with one thread each, or one file with all of them.</summary>
    /// <param name="files">Files to examine.</param>
    /// <param name="jobs">What the caller asks for, or null.</param>
    public PoolOptions WithBudget(int files, int? jobs)
    {
        // A process may use MemoryBytes; two thirds of the machine's memory is shared out, so that the limits act before the kernel does.
        var fitting = (int)Math.Max(1, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 3 * 2 / Supervision.MemoryBytes);
        var processes = Math.Max(1, Math.Min(files, jobs ?? Math.Min(Environment.ProcessorCount, fitting)));
        return this with { Jobs = processes, ThreadsPerJob = Math.Max(1, Environment.ProcessorCount / processes) };
    }
}
