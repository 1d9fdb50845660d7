using System.Text.Json;
using System.Text.Json.Serialization;

namespace Touchstone.Service.Consent;

/// <summary>What is recorded of the rights in the material of a case.</summary>
/// <param name="Basis">On what ground it may be kept.</param>
/// <param name="Source">Where it comes from, in the words of whoever brought it; up to 500 characters.</param>
/// <param name="ConsentedBy">Who agreed, where consent is the ground; up to 200 characters.</param>
/// <param name="ExpiresAt">When the ground ends; the media are deleted then. Null: it does not end by itself.</param>
/// <param name="Restrictions">What must not be done with it; up to 500 characters.</param>
public sealed record Rights(RightsBasis Basis, string Source = "", string ConsentedBy = "", DateTimeOffset? ExpiresAt = null, string Restrictions = "")
{
    /// <summary>How a record of rights is written as JSON.</summary>
    internal static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) }, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    internal const int LongestText = 500;
    internal const int LongestName = 200;

    /// <summary>What is wrong with it, or null.</summary>
    public string? Problem()
    {
        if (!Enum.IsDefined(Basis)) return "There is no such ground.";
        if (Source.Length > LongestText || Restrictions.Length > LongestText) return $"Source and restrictions have up to {LongestText} characters.";
        return ConsentedBy.Length > LongestName ? $"Who agreed has up to {LongestName} characters." : null;
    }
}
