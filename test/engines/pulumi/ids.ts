/** What the stand-in calls a resource once it exists. */
export function idOf(urn: string): string {
    return urn.split("::").slice(2).join("-");
}
