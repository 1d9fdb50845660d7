using System.CommandLine;
using Touchstone.Workbench.Supervision;

namespace Touchstone.Cli.Verbs;

/// <summary>The examining side of the supervision; started by the other verbs, never by a person.</summary>
internal static class WorkerChildVerb
{
    internal static Command Make()
    {
        var command = new Command(WorkerCommand.Verb, "Answers examination requests of a parent process.") { Hidden = true };
        command.SetAction((_, _) => WorkerChild.ServeStandardStreamsAsync());
        return command;
    }
}
