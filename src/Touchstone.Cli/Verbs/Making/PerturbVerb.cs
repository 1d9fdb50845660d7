using System.CommandLine;
using Touchstone.Evaluation.Manipulations.Making;
using Touchstone.Evaluation.Perturbations;

namespace Touchstone.Cli.Verbs.Making;

/// <summary><c>touchstone make perturb NAME…</c>: what platforms, messengers, telephones and rooms do to a file.</summary>
internal static class PerturbVerb
{
    private static readonly Argument<string[]> Names = new("NAME") { Description = "Which; each source passes each of them. See touchstone make --list.", Arity = ArgumentArity.OneOrMore };

    internal static Command Make()
    {
        var command = new Command("perturb", "Pass media through processing that changes the carrier and not the message; labels and questions are carried over.") { Names };
        foreach (var option in MakeOptions.All) command.Options.Add(option);
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var names = parsed.GetRequiredValue(Names);
        var perturbations = names.Select(PerturbationCatalog.Find).ToList();
        if (perturbations.IndexOf(null) is >= 0 and var unknown) return MakeOptions.Refuse($"There is no perturbation '{names[unknown]}'. See touchstone make --list.");
        if (perturbations.Select(p => p!.Kind).Distinct().Count() > 1) return MakeOptions.Refuse("One set holds one kind of media. Perturb pictures, recordings and videos in separate runs.");
        if (!MakeOptions.TryRead(parsed, perturbations[0]!.Kind, SourceChoice.Every, out var input, out var exit, cancel)) return exit;
        var count = Math.Min(parsed.GetValue(MakeOptions.Count) ?? int.MaxValue, input.Sources.Count);
        var request = new MakeRequest([], input.Sources, input.Folder, count, parsed.GetValue(MakeOptions.Seed)) { Jobs = parsed.GetValue(MakeOptions.Jobs), Progress = MakeOptions.Progress(count * perturbations.Count) };
        return MakeOptions.Report(await PerturbRun.MakeAsync(perturbations!, request, cancel));
    }
}
