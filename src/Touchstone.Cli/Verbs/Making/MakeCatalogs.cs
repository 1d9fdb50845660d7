using Touchstone.Evaluation.Manipulations;
using Touchstone.Evaluation.Perturbations;

namespace Touchstone.Cli.Verbs.Making;

/// <summary><c>touchstone make --list</c></summary>
internal static class MakeCatalogs
{
    internal static async Task<int> ShowAsync(CancellationToken cancel)
    {
        Console.WriteLine("Manipulations: touchstone make NAME …");
        foreach (var manipulation in ManipulationCatalog.All)
            Console.WriteLine($"  {manipulation.Name,-24} {manipulation.Kind.ToString().ToLowerInvariant(),-6} {string.Join(", ", manipulation.Questions)}: {manipulation.Description}");
        Console.WriteLine();
        Console.WriteLine("Perturbations: touchstone make perturb NAME …");
        foreach (var perturbation in PerturbationCatalog.All)
        {
            var missing = await perturbation.UnavailableAsync(cancel);
            Console.WriteLine($"  {perturbation.Name,-24} {perturbation.Kind.ToString().ToLowerInvariant(),-6} {(perturbation.Harmless ? "harmless" : "harmful"),-9} {perturbation.Description}{(missing is null ? "" : $" Not here: {missing.Message}")}");
        }
        return ExitCode.Clear;
    }
}
