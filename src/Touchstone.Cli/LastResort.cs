using System.Diagnostics;
using Touchstone.Cli.Rendering;
using Touchstone.Media;

namespace Touchstone.Cli;

/// <summary>What is said where a command meets what no verb foresees: one line with a code, never a stack trace.</summary>
internal static class LastResort
{
    internal static async Task<int> RunAsync(Func<Task<int>> command)
    {
        try
        {
            return await command();
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("Interrupted.");
            return ExitCode.Interrupted;
        }
        catch (Exception e)
        {
            var (why, code) = Say(e);
            Console.Error.WriteLine(Printable.Clean(why));
            return code;
        }
    }

    /// <summary>The line and the exit code.</summary>
    internal static (string Why, int Code) Say(Exception fault) => fault is IOException or UnauthorizedAccessException
        ? ($"A file or folder cannot be used: {fault.Message} ({Codes.FileUnusable})", ExitCode.Usage)
        : ($"Touchstone could not go on: {fault.GetType().Name}{Place(fault)}: {fault.Message} This is a defect of the program; please report it with the command. ({Codes.CommandUnexpected})", ExitCode.NotExamined);

    // A report needs to say where it happened; the innermost method of ours is enough.
    private static string Place(Exception fault)
    {
        var method = new StackTrace(fault).GetFrames().Select(f => f.GetMethod()).FirstOrDefault(m => m?.DeclaringType?.FullName?.StartsWith(nameof(Touchstone), StringComparison.Ordinal) == true);
        return method is null ? "" : $" in {method.DeclaringType!.Name}.{method.Name}";
    }
}
