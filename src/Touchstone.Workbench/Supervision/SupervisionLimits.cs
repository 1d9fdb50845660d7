namespace Touchstone.Workbench.Supervision;

/// <summary>What one examination may use before its process is stopped, and when a process is replaced.</summary>
/// <remarks>The same for every number of jobs: a result may not depend on how many run side by side.</remarks>
public sealed record SupervisionLimits
{
    /// <summary>Wall time of one examination, seconds.</summary>
    public double WallSeconds { get; init; } = 300;

    /// <summary>Processor time of one examination with everything it starts, seconds.</summary>
    public double CpuSeconds { get; init; } = 600;

    /// <summary>Resident memory of the process with everything it starts, bytes.</summary>
    public long MemoryBytes { get; init; } = 3L << 30;

    /// <summary>What the process may answer for one examination, bytes.</summary>
    public int OutputBytes { get; init; } = 256 << 20;

    /// <summary>Largest file the process and what it starts may write, bytes.</summary>
    public long FileBytes { get; init; } = 64L << 20;

    /// <summary>Most files it may hold open.</summary>
    public int OpenFiles { get; init; } = 512;

    /// <summary>Examinations after which a process is replaced.</summary>
    public int ExaminationsPerProcess { get; init; } = 200;

    /// <summary>Resident memory, bytes, above which a process is replaced once an examination is over.</summary>
    public long RetireAboveBytes { get; init; } = 1L << 30;

    /// <summary>Interval at which the use is read, milliseconds. Memory may pass its bound for about this long.</summary>
    public int PollMs { get; init; } = 50;
}
