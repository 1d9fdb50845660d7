using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using Touchstone.Cli.Rendering;
using Touchstone.Evaluation.Manipulations.Making;
using Touchstone.Media;

namespace Touchstone.Cli.Verbs.Making;

/// <summary>What making and perturbing have in common: sources, output, seed, and how the outcome is told.</summary>
internal static class MakeOptions
{
    private const int MostSkippedShown = 5;

    internal static readonly Option<string?> From = new("--from") { HelpName = "FILE|DIR|MANIFEST", Description = "Authentic media: a file, a folder, or a manifest.csv, of which the real entries are taken." };
    internal static readonly Option<string?> Out = new("--out") { HelpName = "DIR", Description = "Where the set goes; must be empty or new." };
    internal static readonly Option<int?> Count = new("--count") { HelpName = "N", Description = "How many items." };
    internal static readonly Option<ulong> Seed = new("--seed") { HelpName = "S", Description = "Seed of every chance.", DefaultValueFactory = _ => 1 };
    internal static readonly Option<string?> Cluster = new("--cluster") { HelpName = "COLUMN", Description = "Manifest column that says which sources belong together (subject, identity or speaker unless said)." };
    internal static readonly Option<int> Jobs = new("--jobs") { HelpName = "N", Description = "Items made side by side; does not change what is made.", DefaultValueFactory = _ => Environment.ProcessorCount };
    internal static readonly Option<bool> Force = new("--force") { Description = "Write into a folder that is not empty, replacing files of the same names." };

    internal static IReadOnlyList<Option> All { get; } = [From, Out, Count, Seed, Cluster, Jobs, Force];

    internal static bool TryRead(ParseResult parsed, MediaKind kind, SourceChoice choice, [NotNullWhen(true)] out MakeInput? input, out int exit, CancellationToken cancel)
    {
        (input, exit) = (null, ExitCode.Usage);
        if (parsed.GetValue(From) is not { } from || parsed.GetValue(Out) is not { } folder) return Fails("Say what to make from and where to: --from FILE|DIR|MANIFEST --out DIR.");
        if (!File.Exists(from) && !Directory.Exists(from)) return Fails($"There is no {from}. ({Codes.IntakeNotFound})");
        if (parsed.GetValue(Count) is < 1 || parsed.GetValue(Jobs) < 1) return Fails("--count and --jobs are at least 1.");
        if (File.Exists(folder) || (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any() && !parsed.GetValue(Force)))
            return Fails($"{folder} is not empty. Choose another folder, or say --force to write into it. ({Codes.MakeOutputExists})");
        Console.Error.WriteLine(Printable.Clean($"Reading sources from {from} …"));
        var sources = SourceList.Read(from, kind, choice, parsed.GetValue(Cluster), cancel);
        if (sources.Count == 0)
        {
            exit = ExitCode.NotExamined;
            return Fails($"No {(choice == SourceChoice.Authentic ? "authentic " : "")}{kind.ToString().ToLowerInvariant()} files were found in {from}. ({Codes.MakeNoSource})");
        }
        Directory.CreateDirectory(folder);
        input = new MakeInput(sources, folder);
        return true;
    }

    internal static Action<int> Progress(int count) => finished =>
    {
        if (finished % 25 == 0 || finished == count) Console.Error.WriteLine($"… {finished} of {count}");
    };

    internal static int Report(MadeSet set)
    {
        foreach (var skipped in set.Skipped.Take(MostSkippedShown)) Console.Error.WriteLine(Printable.Clean($"Skipped {Path.GetFileName(skipped.Path)} for {skipped.Operation}: {skipped.Message} ({skipped.Code})"));
        if (set.Skipped.Count > MostSkippedShown) Console.Error.WriteLine($"… and {set.Skipped.Count - MostSkippedShown} more skipped.");
        foreach (var group in set.Items.GroupBy(i => i.Operation).OrderBy(g => g.Key, StringComparer.Ordinal)) Console.WriteLine($"{group.Count(),6}  {(group.Key == "none" ? "authentic counterparts" : group.Key)}");
        Console.WriteLine(Printable.Clean($"Manifest: {set.Manifest}"));
        return set.Items.Count == 0 ? ExitCode.NotExamined : ExitCode.Clear;
    }

    internal static int Refuse(string message)
    {
        Console.Error.WriteLine(Printable.Clean(message));
        return ExitCode.Usage;
    }

    private static bool Fails(string message)
    {
        Console.Error.WriteLine(Printable.Clean(message));
        return false;
    }
}

/// <summary>What there is to make from, and where to.</summary>
internal sealed record MakeInput(IReadOnlyList<SourceMedium> Sources, string Folder);
