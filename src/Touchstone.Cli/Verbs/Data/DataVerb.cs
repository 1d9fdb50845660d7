using System.CommandLine;

namespace Touchstone.Cli.Verbs.Data;

/// <summary><c>touchstone data</c>: what is done with data sets.</summary>
internal static class DataVerb
{
    internal static Command Make() => new("data", "Import, join, check, divide and describe data sets of known truth.")
    {
        DataCheckVerb.Make(),
        DataImportVerb.Make(),
        DataMergeVerb.Make(),
        DataSplitVerb.Make(),
        DataConditionsVerb.Make(),
        DataCardVerb.Make(),
    };
}
