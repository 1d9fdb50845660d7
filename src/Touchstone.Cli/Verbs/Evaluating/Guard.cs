using Touchstone.Cli.Rendering;
using Touchstone.Evaluation.Calibrating;
using Touchstone.Evaluation.Gates;
using Touchstone.Evaluation.Thresholds;
using Touchstone.Evaluation.Trials;
using Touchstone.Media;
using Touchstone.Workbench;

namespace Touchstone.Cli.Verbs.Evaluating;

/// <summary>What a verb of the evaluation says where it cannot do its work.</summary>
internal static class Guard
{
    internal static async Task<int> RunAsync(Func<Task<int>> work, string interrupted = "What was examined is kept; the same command goes on.")
    {
        try
        {
            return await work();
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine($"Interrupted. {interrupted}");
            return ExitCode.Interrupted;
        }
        catch (OperatingPointException e)
        {
            return Refuse($"{e.Message} ({e.Code})");
        }
        catch (CalibrationException e)
        {
            return Refuse($"{e.Message} ({e.Code})");
        }
        catch (GateException e)
        {
            return Refuse($"The gate is not valid: {e.Message}. ({Codes.GateMalformed})");
        }
        catch (PolicyException e)
        {
            return Refuse($"The policy is not valid: {e.Message}. ({Codes.PolicyMalformed})");
        }
        catch (TrialFileException e)
        {
            return Refuse(e.Message);
        }
        catch (ArgumentException e)
        {
            // The name of the parameter is for programmers.
            return Refuse(e.ParamName is { } name ? e.Message.Replace($" (Parameter '{name}')", "", StringComparison.Ordinal) : e.Message);
        }
        catch (FileNotFoundException e)
        {
            return Refuse($"There is no file {e.FileName}. ({Codes.IntakeNotFound})");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Refuse($"A file or folder cannot be used: {e.Message} ({Codes.FileUnusable})");
        }
    }

    internal static int Refuse(string why)
    {
        Console.Error.WriteLine(Printable.Clean(why));
        return ExitCode.Usage;
    }
}
