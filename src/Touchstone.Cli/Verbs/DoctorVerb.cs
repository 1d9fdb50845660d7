using System.CommandLine;

namespace Touchstone.Cli.Verbs;

/// <summary><c>touchstone doctor</c></summary>
internal static class DoctorVerb
{
    internal static Command Make()
    {
        var command = new Command("doctor", "Check the installation. Exit codes: 0 everything is there, 1 something is missing.");
        command.SetAction((_, _) => Task.FromResult(ExitCode.Clear));
        return command;
    }
}
