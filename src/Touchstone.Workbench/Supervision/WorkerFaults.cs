using Touchstone.Media;

namespace Touchstone.Workbench.Supervision;

/// <summary>What a supervised process can die of, in words that do not change from run to run.</summary>
internal static class WorkerFaults
{
    // SIGKILL as shells and .NET report it: 128 + 9. Nobody here sent it, so it was the kernel for want of memory, or a person.
    private const int ExitKilled = 137;

    internal static Fault Protocol { get; } = Fault.Damaged(Codes.WorkerProtocol, "The examining process answered something that is no answer and was stopped. Please report this file's hash.");

    internal static Fault Timeout(SupervisionLimits limits) => Fault.Damaged(
        Codes.WorkerTimeout, $"The examination took longer than {limits.WallSeconds:0.###} s and was stopped. Examine a shorter or smaller copy.");

    internal static Fault Cpu(SupervisionLimits limits) => Fault.Damaged(
        Codes.WorkerCpu, $"The examination used more than {limits.CpuSeconds:0.###} s of processor time and was stopped. Examine a shorter or smaller copy.");

    internal static Fault Memory(SupervisionLimits limits) => Fault.Damaged(
        Codes.WorkerMemory, $"The examination needed more than {limits.MemoryBytes / (1 << 20)} MiB of memory and was stopped. Examine a smaller copy.");

    internal static Fault Output(SupervisionLimits limits) => Fault.Damaged(
        Codes.WorkerOutput, $"The examination produced more than {limits.OutputBytes / (1 << 20)} MiB of results and was stopped. Please report this file's hash.");

    internal static Fault Crashed(int? exitCode, bool stackOverflow)
    {
        var how = stackOverflow ? "stack overflow" : exitCode switch
        {
            null => "it closed its answer and stayed",
            ExitKilled => "it was killed from outside",
            > 128 and < 128 + 65 => $"signal {exitCode - 128}",
            _ => $"exit code {exitCode}",
        };
        return Fault.Damaged(Codes.WorkerCrashed, $"The examining process ended unexpectedly ({how}). The file may be made to do that; please report its hash.");
    }
}
