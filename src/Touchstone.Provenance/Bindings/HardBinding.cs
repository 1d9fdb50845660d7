using Touchstone.Provenance.Bindings.Bmff;
using Touchstone.Provenance.Statuses;

namespace Touchstone.Provenance.Bindings;

// Tells whether an asset is the one a manifest was signed for (C2PA 2.2 §15.12). Never throws for any bytes.
internal static class HardBinding
{
    internal static BindingReport Validate(BindingInput input, StatusLog log, CancellationToken cancel)
    {
        var own = new StatusLog(input.Limits.MaximumStatuses);
        var report = ValidateAlone(input, own, cancel);
        // Where the whole does not match, its parts may: then what failed for the whole is not said (§15.12.4). The reference knows no parts.
        var fallsBack = input.Policy == ValidationPolicy.Strict && input.MultiAsset.Count > 0 && own.Entries.Any(s => IsMismatch(s.Code));
        log.AddRange(fallsBack ? own.Entries.Where(s => s.Kind != StatusKind.Failure) : own.Entries);
        return fallsBack ? MultiAssetHash.Validate(input, log, cancel) : report;
    }

    internal static BindingReport ValidateAlone(BindingInput input, StatusLog log, CancellationToken cancel) => input.Label switch
    {
        "c2pa.hash.data" => DataHash.Validate(input, log, cancel),
        "c2pa.hash.bmff" or "c2pa.hash.bmff.v2" or "c2pa.hash.bmff.v3" => BmffHash.Validate(input, log, cancel),
        "c2pa.hash.boxes" => BoxesHash.Validate(input, log, cancel),
        "c2pa.hash.collection.data" => CollectionHash.Validate(input, log, cancel),
        _ => new BindingReport(false, input.Label, Ranges.Whole(input.Asset)),
    };

    private static bool IsMismatch(string code) => code is Code.AssertionDataHashMismatch or Code.AssertionBmffHashMismatch or Code.AssertionBoxesHashMismatch;
}
