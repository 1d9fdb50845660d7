using System.CommandLine;
using Touchstone.Evaluation.Manipulations;
using Touchstone.Evaluation.Manipulations.Making;
using Touchstone.Media;

namespace Touchstone.Cli.Verbs.Making;

/// <summary><c>touchstone make MANIPULATION…</c>: specimens whose history is known, with masks, records and a manifest.</summary>
internal static class MakeVerb
{
    private const int DefaultCount = 20;

    private static readonly Argument<string[]> Names = new("MANIPULATION") { Description = "What to do; several are applied in turn. See --list.", Arity = ArgumentArity.ZeroOrMore };
    private static readonly Option<bool> List = new("--list") { Description = "List every manipulation and perturbation." };
    private static readonly Option<string[]> Save = new("--save") { HelpName = "FORM,…", Description = "Forms both classes are saved in, drawn for each pair: jpeg-q90, jpeg-q90-444, webp-q80, png; flac, wav, mp3-128k, opus-24k, aac-64k. Unless said, jpeg-q90 or flac.", DefaultValueFactory = _ => [] };
    private static readonly Option<bool> NoCounterparts = new("--no-counterparts") { Description = "Leave out the authentic counterparts." };

    internal static Command Make()
    {
        var command = new Command("make",
            """
            Make manipulated specimens with exact masks, and an authentic counterpart of each that was decoded and saved alike.

            Writes media, masks, a provenance record of each item and a manifest.csv. The same sources, seed and version give the same files.
            Exit codes: 0 made, 2 the command is not right, 3 nothing could be made.
            """) { Names, List, Save, NoCounterparts };
        foreach (var option in MakeOptions.All) command.Options.Add(option);
        command.Subcommands.Add(PerturbVerb.Make());
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        if (parsed.GetValue(List)) return await MakeCatalogs.ShowAsync(cancel);
        var names = parsed.GetRequiredValue(Names);
        var manipulations = names.Select(ManipulationCatalog.Find).ToList();
        if (names.Length == 0) return MakeOptions.Refuse("Say what to make: touchstone make MANIPULATION --from DIR --out DIR. See touchstone make --list.");
        if (manipulations.IndexOf(null) is >= 0 and var unknown) return MakeOptions.Refuse($"There is no manipulation '{names[unknown]}'. See touchstone make --list.");
        if (manipulations.Select(m => m!.Kind).Distinct().Count() > 1) return MakeOptions.Refuse("One set holds one kind of media. Make pictures and voices in two runs.");
        var kind = manipulations[0]!.Kind;
        var forms = parsed.GetRequiredValue(Save).SelectMany(s => s.Split(',', StringSplitOptions.RemoveEmptyEntries)).ToList();
        if (forms.Find(f => SaveForm.Parse(f)?.Kind != kind) is { } wrong) return MakeOptions.Refuse($"'{wrong}' is no form to save {(kind == MediaKind.Image ? "a picture" : "a recording")} in. See touchstone make --help.");
        if (!MakeOptions.TryRead(parsed, kind, SourceChoice.Authentic, out var run, out var exit, cancel)) return exit;
        var count = parsed.GetValue(MakeOptions.Count) ?? DefaultCount;
        var request = new MakeRequest(manipulations!, run.Sources, run.Folder, count, parsed.GetValue(MakeOptions.Seed))
        {
            Forms = [.. forms.Select(f => SaveForm.Parse(f)!)], WithCounterparts = !parsed.GetValue(NoCounterparts), Jobs = parsed.GetValue(MakeOptions.Jobs), Progress = MakeOptions.Progress(count),
        };
        return MakeOptions.Report(await MakeRun.MakeAsync(request, cancel));
    }
}
