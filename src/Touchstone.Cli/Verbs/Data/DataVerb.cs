using System.CommandLine;

namespace Touchstone.Cli.Verbs.Data;

/// <summary><c>touchstone data</c>: what is done with data sets.</summary>
internal static class DataVerb
{
    internal static Command Make() => new("data", "Import, check, divide and describe data sets of known truth.")
    {
        DataCheckVerb.Make(),
        DataImportVerb.Make(),
        DataSplitVerb.Make(),
        DataConditionsVerb.Make(),
        DataCardVerb.Make(),
    };
}
