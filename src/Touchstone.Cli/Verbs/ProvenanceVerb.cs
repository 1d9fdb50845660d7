using System.CommandLine;
using Touchstone.Cli.Rendering;
using Touchstone.Engine.Findings;
using Touchstone.Provenance;

namespace Touchstone.Cli.Verbs;

/// <summary><c>touchstone provenance PATH…</c>: the credentials alone.</summary>
internal static class ProvenanceVerb
{
    private static readonly Argument<string[]> Paths = new("PATH") { Description = "Files, and folders with everything below them. A manifest store beside a file (same name, .c2pa) is used where the file holds none.", Arity = ArgumentArity.OneOrMore };
    private static readonly Option<string?> Json = new("--json") { HelpName = "FILE|-", Description = "Write the examination document to a file, or to standard output." };
    private static readonly Option<string?> Html = new("--html") { HelpName = "DIR", Description = "Write a report per file and an index into this folder." };
    private static readonly Option<string> Trust = CredentialOptions.Trust();
    private static readonly Option<DateTimeOffset?> At = CredentialOptions.At();
    private static readonly Option<string[]> Fragments = new("--fragments") { HelpName = "FILE", Description = "Segments of a fragmented MP4 that lie in files of their own, in order.", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [] };
    private static readonly Option<int?> Jobs = new("--jobs") { HelpName = "N", Description = "Files examined side by side." };
    private static readonly Option<bool> Quiet = new("--quiet") { Description = "No progress and no findings, only the summary." };

    private static readonly Option<ValidationPolicy> Policy = new("--policy")
    {
        HelpName = "strict|reference",
        Description = "strict: the text of C2PA 2.2. reference: as c2pa-rs 0.91 decides. Where they differ, the other one's verdict is shown too.",
        DefaultValueFactory = _ => ValidationPolicy.Strict,
    };

    internal static Command Make()
    {
        var command = new Command("provenance",
            """
            Read and validate Content Credentials (C2PA): are the bytes the signed ones, who signed, when, on which list, with what history.

            Nothing is fetched. Exit codes: 0 all credentials hold, 10 some file has none or they cannot be checked, 20 some do not hold,
            2 the command was not understood, 3 some input could not be examined.
            """) { Paths, Json, Html, Trust, Policy, At, Fragments, Jobs, Quiet };
        Jobs.Validators.Add(ExamineVerb.CheckJobs);
        Paths.Validators.Add(ExamineVerb.CheckPaths);
        Fragments.Validators.Add(result =>
        {
            foreach (var missing in result.Tokens.Select(t => t.Value).Where(f => !File.Exists(f))) result.AddError($"There is no file {missing}.");
        });
        command.SetAction((parsed, cancel) =>
        {
            var request = new ExamineRequest(parsed.GetRequiredValue(Paths), parsed.GetValue(Json), parsed.GetValue(Html), [Question.Provenance], null, parsed.GetValue(Jobs), false, parsed.GetValue(Quiet))
            {
                Credentials = CredentialOptions.Terms(parsed.GetRequiredValue(Trust), parsed.GetValue(At)) with { Policy = parsed.GetValue(Policy), Fragments = [.. parsed.GetRequiredValue(Fragments).Select(Path.GetFullPath)] },
                View = new CredentialSummary(),
            };
            return new ExamineRun(request, Console.OpenStandardOutput).RunAsync(cancel);
        });
        return command;
    }
}
