using Touchstone.Cli.Rendering;
using Touchstone.Evaluation.Calibrating;
using Touchstone.Evaluation.Gates;
using Touchstone.Evaluation.Thresholds;
using Touchstone.Evaluation.Trials;
using Touchstone.Workbench;

namespace Touchstone.Cli.Verbs.Evaluating;

/// <summary>What a verb of the evaluation says where it cannot do its work.</summary>
internal static class Guard
{
    internal static async Task<int> RunAsync(Func<Task<int>> work)
    {
        try
        {
            return await work();
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("Interrupted. What was examined is kept; the same command goes on.");
            return ExitCode.Interrupted;
        }
        catch (OperatingPointException e)
        {
            return Refuse($"{e.Message} ({e.Code})");
        }
        catch (GateException e)
        {
            return Refuse($"The gate is not valid: {e.Message}.");
        }
        catch (PolicyException e)
        {
            return Refuse($"The policy is not valid: {e.Message}.");
        }
        catch (Exception e) when (e is TrialFileException or CalibrationException or ArgumentException or IOException or UnauthorizedAccessException)
        {
            return Refuse(e.Message);
        }
    }

    internal static int Refuse(string why)
    {
        Console.Error.WriteLine(Printable.Clean(why));
        return ExitCode.Usage;
    }
}
