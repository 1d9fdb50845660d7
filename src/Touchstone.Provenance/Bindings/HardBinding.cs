using Touchstone.Provenance.Statuses;

namespace Touchstone.Provenance.Bindings;

// Tells whether an asset is the one a manifest was signed for (C2PA 2.2 §15.12). Never throws for any bytes.
internal static class HardBinding
{
    internal static BindingReport Validate(BindingInput input, StatusLog log, CancellationToken cancel)
    {
        return input.Label switch
        {
            "c2pa.hash.data" => DataHash.Validate(input, log, cancel),
            _ => new BindingReport(false, input.Label, Ranges.Whole(input.Asset)),
        };
    }
}
